interface Figures {
  reached: number
  completed: number
}

/** The share of those who reached a step and did not complete it; null where nobody reached it. */
export function dropOffOf({ reached, completed }: Figures): number | null {
  return reached === 0 ? null : (reached - completed) / reached
}

/** Fewer learners than this say nothing about a step. */
export const fewestReached = 20
const mostDropOff = 0.5

export function isAlarming(figures: Figures): boolean {
  return figures.reached >= fewestReached && dropOffOf(figures)! > mostDropOff
}

export const alertRule = `More than ${mostDropOff * 100} % of at least ${fewestReached} learners who reached a step in the last 30 days did not complete it.`
