/** A worker that does nothing: that the browser takes it is the answer. */
