/* migration-vectors.h: made by make-migration. SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#define ONE \
  "otpauth-migration://offline?data=Cj0KFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEghXQTAwMDAwMRoV56qT5Y%2Bj44Kv44Oq4" \
  "4OL44OD44KvIAEoATACEAEYASj50rT%2F%2F%2F%2F%2F%2F%2F8B"
#define UNQUOTED \
  "otpauth-migration://offline?data=Cj0KFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEghXQTAwMDAwMRoV56qT5Y+j44Kv44Oq44O" \
  "L44OD44KvIAEoATACEAEYASj50rT///////8B"
#define FORM \
  "otpauth-migration://offline?data=Cj0KFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEghXQTAwMDAwMRoV56qT5Y j44Kv44Oq44O" \
  "L44OD44KvIAEoATACEAEYASj50rT///////8B"
#define MANY \
  "otpauth-migration://offline?data=CjIKFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEgxJc3N1ZXI6Zmlyc3QaBklzc3VlciABKAE" \
  "wAgonChUxMjM0NTY3ODkwMTIzNDU2Nzg5MHgSBuS6jOeVqhoAIAIoAjACChUKCjAxMjM0NTY3ODkSBXRoaXJkIAMKKgoUMTIzNDU" \
  "2Nzg5MDEyMzQ1Njc4OTASB2NvdW50ZXIaAUkgASgBMAE4BQokChQxMjM0NTY3ODkwMTIzNDU2Nzg5MBIDbWQ1GgFJIAQoATACChc" \
  "KBXNob3J0EgVzaG9ydBoBSSABKAEwAhABGAE%3D"
#define SECOND_OF_THREE \
  "otpauth-migration://offline?data=CiMKFTEyMzQ1Njc4OTAxMjM0NTY3ODkwMhIBYhoBSSABKAEwAhABGAMgAShN"
#define FIRST_OF_THREE \
  "otpauth-migration://offline?data=CiMKFTEyMzQ1Njc4OTAxMjM0NTY3ODkwMRIBYRoBSSABKAEwAhABGAMoTQ%3D%3D"
#define THIRD_OF_THREE \
  "otpauth-migration://offline?data=CiMKFTEyMzQ1Njc4OTAxMjM0NTY3ODkwMxIBYxoBSSABKAEwAhABGAMgAihN"
#define UNKNOWN_FIELDS \
  "otpauth-migration://offline?data=CikKFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEgF1GgFJIAEoATACQgJpZJgGARABGAF6BWx" \
  "hdGVyhQExMjM0"
#define NO_PAGE_COUNT \
  "otpauth-migration://offline?data=CiIKFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEgFuGgFJIAEoATACEAE%3D"
#define NEWER \
  "otpauth-migration://offline?data=CiIKFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEgFuGgFJIAEoATACEAMYAQ%3D%3D"
#define BAD_INDEX \
  "otpauth-migration://offline?data=CiIKFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEgFuGgFJIAEoATACEAEYAiAC"
#define BAD_COUNT \
  "otpauth-migration://offline?data=CiIKFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEgFuGgFJIAEoATACEAEYoI0G"
#define BAD_TWICE \
  "otpauth-migration://offline?data=CjgKFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEgFuGgFJIAEoATACChQxMjM0NTY3ODkwMTI" \
  "zNDU2Nzg5MBABGAE%3D"
#define BAD_KIND \
  "otpauth-migration://offline?data=CAUQAQ%3D%3D"
#define BAD_GROUP \
  "otpauth-migration://offline?data=Cj0KFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEghXQTAwMDAwMRoV56qT5Y%2Bj44Kv44Oq4" \
  "4OL44OD44KvIAEoATACEAEYASj50rT%2F%2F%2F%2F%2F%2F%2F8BowE%3D"
#define BAD_TEXT \
  "otpauth-migration://offline?data=ChoKFDEyMzQ1Njc4OTAxMjM0NTY3ODkwEgL%2F%2FhABGAE%3D"
#define BAD_EMPTY \
  "otpauth-migration://offline?data=EAEYAQ%3D%3D"
#define BAD_CUT \
  "otpauth-migration://offline?data=Cj0KFDEyMzQ1Njc4OTAxMjM0NTY%3D"
#define BAD_LENGTH \
  "otpauth-migration://offline?data=Cv%2F%2F%2F%2F%2F%2F%2F%2F%2F%2F%2FwE%3D"
#define BAD_BASE64 \
  "otpauth-migration://offline?data=%%%"
#define BAD_NO_DATA \
  "otpauth-migration://offline?other=1"
