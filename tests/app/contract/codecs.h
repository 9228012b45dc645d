/* codecs.h: every message of the contract behind one signature, for tests that treat all alike. */
#pragma once

#include "core/error.h"

/* Parses and writes it back. Returns: (transfer full) (nullable): what was written */
typedef char *(*MdgCodecRoundTrip) (const char *json, gssize length, GError **error);

typedef struct
{
  const char *name;  /* its folder in tests/data/contract */
  MdgErrorCode code; /* of whatever its parser refuses */
  MdgCodecRoundTrip round_trip;
} MdgCodec;

#define MDG_N_CODECS 27
extern const MdgCodec mdg_codecs[MDG_N_CODECS];
