/** The firewall rule {@code networks}: {@link org.tepui.example.networks.NetworksRule}. An example of its kind; see docs/plugins.md. */
package org.tepui.example.networks;
