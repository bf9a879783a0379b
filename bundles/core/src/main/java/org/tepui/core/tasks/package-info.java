/**
 * Tasks and executors: their life from launch or re-registration to the acknowledged end, and the calls and messages about them. Validation
 * of what a framework wants to run is in the classes named {@code ...Rules}: pure functions from messages to a text.
 */
package org.tepui.core.tasks;
