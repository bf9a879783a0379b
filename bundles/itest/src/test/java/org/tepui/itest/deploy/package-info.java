/** Hot deployment and configuration on the unpacked distribution: {@code deploy/}, {@code conf/} and what a restart makes of them. */
package org.tepui.itest.deploy;
