/* vault-kill.h: what test-vault-kill.c and its child agree on. */
#pragma once

#define KILL_FILE "moving.madoguchi"
#define KILL_COUNTER "record.count"
#define KILL_OWNER "1/a"
#define KILL_PASSPHRASE "passphrase %u"
#define KILL_ROUNDS 4 /* of what the child does again and again */
#define KILL_OLD "the one before"
#define KILL_NEW "the one after"
