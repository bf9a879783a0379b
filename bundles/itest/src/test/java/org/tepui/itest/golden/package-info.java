/**
 * Replays recorded exchanges of an Apache Mesos master against a real Tepui master: the recorded agents and frameworks are played over
 * sockets, what the master says is compared with what was recorded, but for ids, times and ports. No test of single features lives here.
 * Surefire calls it.
 */
package org.tepui.itest.golden;
