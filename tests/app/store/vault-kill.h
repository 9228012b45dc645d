/* vault-kill.h: what test-vault-kill.c and its child agree on. */
#pragma once

#define KILL_COUNTER "record.count"
#define KILL_OWNER "1/a"
#define KILL_PASSPHRASE "passphrase %u"
