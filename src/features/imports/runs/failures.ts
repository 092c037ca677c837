/** So often a step is begun again that failed through no fault of its file. */
export const maxFailures = 3

export const ourFault = 'Something went wrong on our side and nothing was changed. Try again in a while.'
