import assert from 'node:assert/strict';
import { shapesOf } from '../../testing/check';

/** What layers within a network give, as Keras has it. */
const GIVEN: readonly (readonly [network: string, layer: string, shape: string])[] = [
  ['ResNet50(input_shape=(200, 130, 3), include_top=False)', 'conv1_bn', '(B, 100, 65, 64)'],
  ['ResNet50(input_shape=(200, 130, 3), include_top=False)', 'conv3_block1_1_conv', '(B, 25, 17, 128)'],
  ['ResNet50(input_shape=(200, 130, 3), include_top=False)', 'conv3_block1_0_bn', '(B, 25, 17, 512)'],
  ['ResNet50(input_shape=(200, 130, 3), include_top=False)', 'conv5_block3_add', '(B, 7, 5, 2048)'],
  ['ResNet50()', 'avg_pool', '(B, 2048)'],
  ['VGG16()', 'fc2', '(B, 4096)'],
  ['VGG16()', 'block5_conv3', '(B, 14, 14, 512)'],
  ['MobileNetV2((200, 130, 3))', 'expanded_conv_depthwise_relu', '(B, 100, 65, 32)'],
  ['MobileNetV2((200, 130, 3))', 'block_3_depthwise', '(B, 25, 17, 144)'],
  ['MobileNetV2((200, 130, 3))', 'block_4_add', '(B, 25, 17, 32)'],
  ['MobileNetV2((200, 130, 3))', 'block_16_project_BN', '(B, 7, 5, 320)'],
];

const claimOf = async (network: string, layer: string): Promise<string | undefined> => {
  const text = `from keras.applications import MobileNetV2, ResNet50, VGG16\ny = ${network}.get_layer('${layer}').output\n`;
  return (await shapesOf(text))[0];
};

describe('layers within networks of the library', () => {
  for (const [network, layer, shape] of GIVEN)
    it(`${layer} of ${network} gives ${shape}`, async () => {
      assert.equal(await claimOf(network, layer), `y: ${shape}`);
    });

  it('are not known where the network has no such layer', async () => {
    for (const [network, layer] of [
      ['VGG16(include_top=False)', 'fc2'],
      ['ResNet50()', 'conv3_block2_0_conv'],
      ['MobileNetV2((200, 130, 3))', 'block_3_add'],
      ['MobileNetV2((200, 130, 3), alpha=0.5)', 'block_3_depthwise'],
    ] as const)
      assert.equal(await claimOf(network, layer), 'y: ?');
  });
});
