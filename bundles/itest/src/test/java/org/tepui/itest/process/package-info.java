/** The unpacked distribution, driven as a user drives it: processes, ports, signals, exit codes. */
package org.tepui.itest.process;
