/**
 * The authorizer {@code local}: access control lists as Mesos writes them, read once, never changed. {@link org.tepui.authorizer.local.LocalAuthorizer}
 * is what the master asks; {@link org.tepui.authorizer.local.AclsReader} is the only place that looks at text. Nothing here knows of
 * frameworks or tasks: objects come as values.
 */
package org.tepui.authorizer.local;
