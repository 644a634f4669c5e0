/** No JavaScript: nothing of anybody is here. */
export const csr = false;
