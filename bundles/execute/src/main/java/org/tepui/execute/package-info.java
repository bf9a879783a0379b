/**
 * Command line clients that run on the plain class path: {@link org.tepui.execute.Execute} runs one command task and watches it to its
 * end, {@link org.tepui.execute.Bench} measures launches and starts. Nothing here is called by other bundles.
 */
package org.tepui.execute;
