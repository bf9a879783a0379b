/** What the port shows of {@code deploy/}: the list of its files, and the preview of a jar that the client sends. No path of the server is read. */
package org.tepui.deployer.http;
