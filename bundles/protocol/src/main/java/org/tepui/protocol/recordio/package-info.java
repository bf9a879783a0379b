/**
 * RecordIO, the framing of event streams: a record is its length in decimal, a newline, its bytes.
 *
 * <p>Pure functions on bytes; who sends or receives them is not known here. Used by the streams of the API on one side and by clients on
 * the other.
 */
@Version("0.1.0")
package org.tepui.protocol.recordio;

import org.osgi.annotation.versioning.Version;
