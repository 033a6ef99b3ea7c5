import '@mantine/core/styles/Progress.layer.css';
import '../look/calls.css';
import { Button, FileButton, Progress } from '@mantine/core';
import { IconPhone, IconPlayerPause, IconPlayerPlay, IconUpload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState, type DragEvent } from 'react';
import { troubleOf } from '../api/trouble.js';
import { dateOf, useFormat } from '../i18n/format.js';
import { useSay } from '../i18n/text.js';
import { useOpenRecord } from '../record/open-record.js';
import { may, useMe } from '../session/me.js';
import { Failure } from '../states/failure.js';
import { Lines } from '../states/loading.js';
import { State } from '../states/state.js';
import { StateLine } from './state-line.js';
import { useCallsWith } from './use-calls.js';
import { useUpload, type Upload } from './use-upload.js';

/** The recorded calls with a person, and a place to drop a recording on. */
export function CallsPanel() {
  const { record } = useOpenRecord();
  const me = useMe();
  return (
    <div className="calls">
      {may(me, 'calls.write') && !record.deletedAt && <DropZone contactId={record.id} />}
      <CallList contactId={record.id} />
    </div>
  );
}

function CallList({ contactId }: { readonly contactId: string }) {
  const say = useSay();
  const format = useFormat();
  const query = useCallsWith(contactId);
  if (query.isPending) return <Lines count={3} height={40} />;
  if (query.isError && !query.data) return <Failure error={query.error} retry={() => void query.refetch()} slim />;
  const { calls } = query.data;
  if (calls.length === 0) return <State icon={IconPhone} title={say('call.none')} text={say('call.noneText')} slim />;
  return (
    <ul className="feed">
      {calls.map((call) => (
        <li key={call.id} className="call-row">
          <Link className="link" to="/calls/$id" params={{ id: call.id }}>
            {format.time(dateOf(call.startedAt!))}
          </Link>
          <StateLine call={call} withAdvice />
        </li>
      ))}
    </ul>
  );
}

function DropZone({ contactId }: { readonly contactId: string }) {
  const say = useSay();
  const [isOver, setOver] = useState(false);
  const { upload, begin, pause, resume } = useUpload(contactId);
  if (upload) return <Uploading upload={upload} pause={pause} resume={resume} />;
  const over = (is: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(is);
  };
  const drop = (event: DragEvent) => {
    over(false)(event);
    const [file] = event.dataTransfer.files;
    if (file) begin(file);
  };
  return (
    <div className={isOver ? 'call-drop is-over' : 'call-drop'} onDragOver={over(true)} onDragLeave={over(false)} onDrop={drop}>
      <FileButton onChange={(file) => file && begin(file)} accept="audio/*,.wav,.mp3,.ogg,.opus,.flac,.m4a">
        {(props) => (
          <Button {...props} variant="default" size="xs" leftSection={<IconUpload size={15} aria-hidden />}>
            {say('call.choose')}
          </Button>
        )}
      </FileButton>
      <span className="small soft">{say('call.dropText')}</span>
    </div>
  );
}

interface UploadingProps {
  readonly upload: Upload;
  readonly pause: () => void;
  readonly resume: () => void;
}

function Uploading({ upload, pause, resume }: UploadingProps) {
  const say = useSay();
  const percent = Math.floor((100 * upload.sent) / Math.max(1, upload.size));
  const [label, act, Sign] = upload.isPaused ? (['call.resume', resume, IconPlayerPlay] as const) : (['call.pause', pause, IconPlayerPause] as const);
  return (
    <div className="call-drop" role="status">
      <span className="call-file">{upload.name}</span>
      <Progress value={percent} aria-label={say('call.uploading')} />
      <div className="row">
        <span className="small soft">{upload.error ? troubleOf(upload.error, say).text : `${percent} %`}</span>
        <Button className="push" size="compact-xs" variant="default" leftSection={<Sign size={14} aria-hidden />} onClick={act}>
          {say(label)}
        </Button>
      </div>
    </div>
  );
}
