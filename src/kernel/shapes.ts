import * as v from 'valibot';

/** Names a row or a request: the one shape in which an id comes from outside. */
export const id = v.pipe(v.string(), v.uuid());

/** The input of a door that is asked for nothing in particular. */
export const Nothing = v.object({});
