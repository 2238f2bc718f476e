import { merged } from '../../language-server/libraries/call';
import { EINOPS } from '../../language-server/libraries/einops/table';
import { JAVASCRIPT } from '../../language-server/libraries/javascript/table';
import { KERAS } from '../../language-server/libraries/keras/table';

import { NUMPY } from '../../language-server/libraries/numpy/table';
import { PANDAS } from '../../language-server/libraries/pandas/table';
import { CV2 } from '../../language-server/libraries/pictures/cv2';
import { PIL } from '../../language-server/libraries/pictures/pil';
import { PYTHON } from '../../language-server/libraries/python/table';
import { SKLEARN } from '../../language-server/libraries/sklearn/table';
import { TENSORFLOW } from '../../language-server/libraries/tensorflow/table';
import { tfjs } from '../../language-server/libraries/tfjs/table';
import { SUMMARIES } from '../../language-server/libraries/torch/examples';
import { TENSORBOARD } from '../../language-server/libraries/torch/tensorboard';
import { TORCH } from '../../language-server/libraries/torch/table';
import { TRAINERS } from '../../language-server/libraries/trainers/table';

/** By what holds their rows: every row is used by one of its programs. Python runs them, Node, or documentation tells. */
export const TABLES = {
  python: [PYTHON, merged(TORCH), NUMPY, PANDAS, PIL, SKLEARN],
  node: [tfjs(), JAVASCRIPT],
  documentation: [KERAS, TENSORFLOW, EINOPS, CV2, SUMMARIES, TENSORBOARD, TRAINERS],
};
