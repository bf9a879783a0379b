/**
 * What every part of the wire needs: counters, the log of bad input, and the limits. Knows nothing of HTTP, messages or Netty.
 */
package org.tepui.wire.base;
