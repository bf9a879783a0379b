/** Client libraries that exist, run as their users run them against a real master and agent. No library of ours belongs here. */
package org.tepui.itest.client;
