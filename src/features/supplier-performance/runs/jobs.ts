import { defineJob } from '#src/lib/jobs/queue.ts'
import { latenessFollow, modelsTrain } from './queue.ts'
import { followOrder } from './score.ts'
import { trainModel } from './train.ts'

export const latenessJobs = [defineJob(latenessFollow, followOrder), defineJob(modelsTrain, trainModel)]
