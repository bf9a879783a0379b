/** The authorizer {@code read-only}: {@link org.tepui.example.readonly.ReadOnlyAuthorizer}. An example of its kind; see docs/plugins.md. */
package org.tepui.example.readonly;
