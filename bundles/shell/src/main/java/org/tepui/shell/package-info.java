/**
 * The shell of a running process. A Unix domain socket in a folder that only its owner may enter takes connections; each is a session of Gogo, which
 * finds the commands as services. Who may open the socket may do everything: there is no further authentication.
 *
 * <p>Nothing here changes the cluster by itself: commands call the services of the platform, or ask its endpoints.
 */
package org.tepui.shell;
