/** The HTTP authenticator {@code bearer}: {@link org.tepui.example.bearer.BearerAuthenticator}. An example of its kind; see docs/plugins.md. */
package org.tepui.example.bearer;
