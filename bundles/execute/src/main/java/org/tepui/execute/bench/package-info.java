/** Measurements of a running cluster or a distribution: launches one after the other, and starts of the master. */
package org.tepui.execute.bench;
