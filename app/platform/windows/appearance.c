/* appearance.c: light, dark or high contrast, as set in Windows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/windows/appearance.h"

#include <windows.h>

/* A contrast theme is dark when its window ground is darker than its letters. */
static gboolean
dark_ground (void)
{
  COLORREF ground = GetSysColor (COLOR_WINDOW);
  COLORREF letters = GetSysColor (COLOR_WINDOWTEXT);

  return GetRValue (ground) + GetGValue (ground) + GetBValue (ground)
         < GetRValue (letters) + GetGValue (letters) + GetBValue (letters);
}

static gboolean
high_contrast (void)
{
  HIGHCONTRASTW contrast = { .cbSize = sizeof contrast };

  return SystemParametersInfoW (SPI_GETHIGHCONTRAST, sizeof contrast, &contrast, 0)
         && (contrast.dwFlags & HCF_HIGHCONTRASTON) != 0;
}

/* Absent before Windows 10 1607: then programs are light. */
static gboolean
dark_programs (void)
{
  DWORD light = 1;
  DWORD size = sizeof light;

  return RegGetValueW (HKEY_CURRENT_USER,
                       L"Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize",
                       L"AppsUseLightTheme", RRF_RT_REG_DWORD, NULL, &light, &size)
             == ERROR_SUCCESS
         && light == 0;
}

MdgAppearance
mdg_appearance_read (void)
{
  if (high_contrast ())
    return dark_ground () ? MDG_APPEARANCE_CONTRAST_DARK : MDG_APPEARANCE_CONTRAST;
  return dark_programs () ? MDG_APPEARANCE_DARK : MDG_APPEARANCE_LIGHT;
}

gboolean
mdg_appearance_is_unscaled (void)
{
  HDC screen = GetDC (NULL);
  int dpi = screen != NULL ? GetDeviceCaps (screen, LOGPIXELSX) : 0;

  if (screen != NULL)
    ReleaseDC (NULL, screen);
  return dpi == USER_DEFAULT_SCREEN_DPI;
}
