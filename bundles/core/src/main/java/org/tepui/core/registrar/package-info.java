/**
 * The registry: what must outlive this master, as many small variables of the storage. Operations queue up, go out in batches with one
 * write in flight, and what they stand for happens only when the write's result has come back.
 */
package org.tepui.core.registrar;
