/** Bundles in a real Felix, installed from the distribution as the launcher installs them (JUnit 4, because Pax Exam speaks it). */
package org.tepui.itest.felix;
