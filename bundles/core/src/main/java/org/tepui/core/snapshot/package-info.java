/**
 * What can be read of the master: immutable records in copy-on-write pages, published once a batch.
 *
 * <p>Written by the line alone; read by any thread (endpoints, metrics, streams) without locks. A page that did not change between two
 * epochs is the same object in both.
 */
package org.tepui.core.snapshot;
