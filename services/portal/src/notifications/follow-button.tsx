import { Button } from '@mantine/core';
import { IconBell, IconBellFilled } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { keys } from '../api/keys.js';
import { useSay } from '../i18n/text.js';
import { useOpenRecord } from '../record/open-record.js';
import { sayTrouble } from '../states/toast.js';
import { follows } from './notification-calls.js';

/** Tells a colleague of every change of this customer, as long as they want it. */
export function FollowButton() {
  const say = useSay();
  const client = useQueryClient();
  const { noun, record } = useOpenRecord();
  const subject = { noun: noun.name, id: record.id };
  const queryKey = [...keys.follows, noun.name, record.id];
  const { data } = useQuery({ queryKey, queryFn: ({ signal }) => follows.listFollowers(subject, { signal }) });
  const change = useMutation({
    mutationFn: () => (data?.following ? follows.unfollow({ subject }) : follows.follow({ subject })),
    onSuccess: (answer) => client.setQueryData(queryKey, answer),
    onError: sayTrouble,
  });
  const isFollowing = data?.following ?? false;
  return (
    <Button
      className="push"
      variant="default"
      size="xs"
      aria-pressed={isFollowing}
      loading={change.isPending}
      leftSection={isFollowing ? <IconBellFilled size={15} aria-hidden /> : <IconBell size={15} aria-hidden />}
      onClick={() => change.mutate()}
    >
      {say(isFollowing ? 'follow.on' : 'follow.off')}
    </Button>
  );
}
