/** Compares what the herd believes with what the master says: {@link org.tepui.herd.check.Checker} on a {@code /state} that was read. */
package org.tepui.herd.check;
