/** A reason not to go on, as one sentence for the person at the terminal: printed without a stack. */
export class Refusal extends Error {}
