/**
 * Protobuf messages as the JSON that Mesos speaks: {@link org.tepui.protocol.json.ProtoJson} prints and reads, in the names of v0 or of v1.
 *
 * <p>Differs from protobuf's own JSON mapping in nearly everything (snake_case keys, 64-bit integers unquoted, explicit defaults shown,
 * values quietly coerced when read), which is why it is written by hand. Endpoints that write documents of their own embed messages through
 * {@code ProtoJson.print(message, generator)}. No endpoint and no rule about a message's content belongs here.
 */
@Version("0.1.0")
package org.tepui.protocol.json;

import org.osgi.annotation.versioning.Version;
