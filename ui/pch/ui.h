/* The same for the window: see app/pch/app.h. GTK's headers are two thirds of compiling a file. */
#include <gtk/gtk.h>
