/** What the reader may do, so that a page offers nothing that would be refused. */
export interface Rights {
  userId: string
  seesAll: boolean
  mayCreate: boolean
  mayExecute: boolean
  mayDelete: boolean
  mayDownload: boolean
  maySchedule: boolean
}
