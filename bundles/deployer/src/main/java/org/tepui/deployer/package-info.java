/**
 * The deployer: bundles of {@code deploy/} and configurations of {@code conf/} while the master runs.
 *
 * <p>{@link org.tepui.deployer.DeployerComponent} reads the settings and offers {@link org.tepui.api.module.Deployments} and two endpoints;
 * {@link org.tepui.deployer.Deployer} is the one thread that polls both folders. Nothing of a plugin runs on it.
 */
package org.tepui.deployer;
