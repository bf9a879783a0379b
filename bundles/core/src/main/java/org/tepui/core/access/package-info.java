/** The gate in front of the master's endpoints. */
package org.tepui.core.access;
