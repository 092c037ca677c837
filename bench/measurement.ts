/** One line of the table. Without a yardstick's time there is no ratio. */
export interface Measurement {
  format: string
  rows: number
  /** Key of the yardstick, or what else was measured. */
  yardstick: string
  /** Time of ours through time of the yardstick: the median of the pairs, below 1 ours is faster. */
  ratio?: number
  /** Of ours. */
  seconds?: number
  /** Of ours: the peaks of all its processes, added up. */
  rssMb?: number
  yardstickSeconds?: number
  yardstickRssMb?: number
}
