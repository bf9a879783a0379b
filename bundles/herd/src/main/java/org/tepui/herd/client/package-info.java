/** A scheduler's two connections to the v1 API: the stream of events, and the pipelined calls beside it. */
package org.tepui.herd.client;
