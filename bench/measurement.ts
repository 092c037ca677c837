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
  /** Of ours: user and system time of all its processes. */
  cpuSeconds?: number
  /** The ratio while another process keeps one core busy. */
  busyRatio?: number
  yardstickSeconds?: number
  yardstickCpuSeconds?: number
  yardstickRssMb?: number
}
