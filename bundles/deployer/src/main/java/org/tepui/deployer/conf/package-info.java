/**
 * Files of {@code conf/} as configurations: {@code PID.cfg} (properties) and {@code PID.json} (one flat object), {@code PID~name.cfg} for one
 * of several. A file is applied when it is stable and parses; one that is not changes nothing and gets one line. Nothing is ever written there.
 */
package org.tepui.deployer.conf;
