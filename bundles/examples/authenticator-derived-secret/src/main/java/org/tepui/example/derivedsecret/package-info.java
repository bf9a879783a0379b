/**
 * The authenticator {@code derived-secret}: {@link org.tepui.example.derivedsecret.DerivedSecretAuthenticator}. An example of its kind; see
 * docs/plugins.md.
 */
package org.tepui.example.derivedsecret;
