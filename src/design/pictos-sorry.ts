/** The two pictures of a page that could not be, apart from all others: every app carries them. */
export const sorry = {
	'line-lost': '<path d="M8 26c14-14 34-14 48 0M18 36c9-8 19-8 28 0M28 46c3-2 5-2 8 0M10 56 54 8"/>',
	question: '<path class="f" d="M6 8h52v36H32L18 57V44H6z"/><path d="M26 21c0-9 14-8 13 0 0 5-7 5-7 10M32 37h.1"/>'
};
