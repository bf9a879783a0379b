/** Input that is broken or meant to break: sent to a real master, which must answer or close, and live. Surefire calls it. */
package org.tepui.itest.hostile;
