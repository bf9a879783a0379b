/** The "never" rules of the house, checked on the jars that were built. */
package org.tepui.itest.rules;
