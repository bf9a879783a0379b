/**
 * libprocess messages: recognised among requests, handed to local processes, and sent over connections of our own; links and their ends.
 */
package org.tepui.wire.message;
