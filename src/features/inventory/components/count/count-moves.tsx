'use client'

import { Button, Radio, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useDisclosure } from '@mantine/hooks'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { MoveButton } from '#src/components/moves/move-button.tsx'
import {
  cancelCountAction,
  postCountAction,
  startCountAction,
  submitCountAction,
} from '../../console/actions.ts'
import type { CountDetails } from '../../counts/schema.ts'
import type { DialogProps } from '../item/dialogs.ts'

/** What this person may do with the count next. */
export function CountMoves({ count }: { count: CountDetails }) {
  const { id, count_no: name, version, links, lines, counted, differing } = count
  const [isOpen, { open, close }] = useDisclosure()
  return (
    <>
      {links.cancel ? (
        <MoveButton
          label="Cancel count"
          title={`Cancel ${name}?`}
          explanation="Nothing of it is booked."
          done={`${name} was cancelled.`}
          move={() => cancelCountAction({ id }, version)}
        />
      ) : null}
      {links.start ? (
        <MoveButton
          label="Start counting"
          title={`Start ${name}?`}
          explanation="Goods can go on moving: each line is compared with what the ledger says when it is counted."
          done={`${name} has begun.`}
          variant="filled"
          move={() => startCountAction({ id }, version)}
        />
      ) : null}
      {links.submit && counted === lines ? (
        <MoveButton
          label="End counting"
          title={`End the counting of ${name}?`}
          explanation="The differences are shown for review. Lines can still be counted again."
          done={`${name} is in review.`}
          variant="filled"
          move={() => submitCountAction({ id }, version)}
        />
      ) : null}
      {links.submit && counted < lines ? (
        <>
          <Button onClick={open}>End counting</Button>
          <SubmitDialog count={count} opened={isOpen} onClose={close} />
        </>
      ) : null}
      {links.post ? (
        <MoveButton
          label="Post count"
          title={`Post ${name}?`}
          explanation={`${differing} of ${lines} lines differ. Their differences become movements in the ledger.`}
          done={`${name} was posted.`}
          variant="filled"
          move={() => postCountAction({ id }, version)}
        />
      ) : null}
    </>
  )
}

function SubmitDialog({ count, opened, onClose }: DialogProps & { count: CountDetails }) {
  const { id, count_no: name, version, lines, counted } = count
  const form = useForm({ initialValues: { uncounted: 'leave' as 'leave' | 'zero' } })
  return (
    <FormFrame
      title={`End the counting of ${name}`}
      opened={opened}
      onClose={onClose}
      form={form}
      submitLabel="End counting"
      done={`${name} is in review.`}
      send={({ uncounted }) => submitCountAction({ id, uncounted }, version)}
    >
      <Radio.Group
        label={`${lines - counted} of ${lines} lines are not counted. What becomes of them?`}
        {...form.getInputProps('uncounted')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="leave" label="Leave them: nothing is booked" data-autofocus />
          <Radio value="zero" label="Count them as 0: nothing is there" />
        </Stack>
      </Radio.Group>
    </FormFrame>
  )
}
