/**
 * A small HTTP/1.1 client on blocking sockets: posts, plain answers and chunked streams. The JDK's own client costs a third of a
 * second at first use, which is most of the run time of a short command.
 */
package org.tepui.execute.http;
