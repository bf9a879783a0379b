/** Durations of many equal things, in bounded memory. */
package org.tepui.herd.measure;
