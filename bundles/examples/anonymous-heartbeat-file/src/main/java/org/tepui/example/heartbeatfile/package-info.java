/** The anonymous module {@code heartbeat-file}: {@link org.tepui.example.heartbeatfile.HeartbeatFile}. */
package org.tepui.example.heartbeatfile;
