/**
 * What is not served at all: the rule of the flag {@code firewall_rules}, and the rules that bundles bring. They fill a seat; the port's gate
 * asks what sits there.
 */
package org.tepui.core.firewall;
