/** Work that stops now and then, so that whoever drives it may do something else in between. */
export type Steps<A> = Generator<void, A, void>;

/** All of it in one go. */
export function atOnce<A>(steps: Steps<A>): A {
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
	}
}
